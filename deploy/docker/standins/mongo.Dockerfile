FROM kakehashi-standin-base
RUN useradd --system --home-dir /data/db mongodb && install -d -o mongodb -g mongodb /data/db
COPY mongod /usr/bin/mongod
COPY mongo-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
VOLUME /data/db
EXPOSE 27017
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mongod"]
