FROM kakehashi-standin-base
COPY wheels /wheels
RUN ln -s /usr/bin/python3 /usr/local/bin/python
# No network is needed to build on this image: pip finds everything here.
ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels
CMD ["python"]
