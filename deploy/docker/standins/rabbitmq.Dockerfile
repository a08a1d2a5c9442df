FROM kakehashi-standin-base
COPY rabbitmq-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN printf '[rabbitmq_management].\n' > /etc/rabbitmq/enabled_plugins
ENV RABBITMQ_LOGS=- HOME=/var/lib/rabbitmq PATH=/usr/lib/rabbitmq/bin:$PATH
VOLUME /var/lib/rabbitmq
EXPOSE 5672 15672
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["rabbitmq-server"]
