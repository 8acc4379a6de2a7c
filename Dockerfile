# Copies a jar built beforehand (./mvnw -pl app -am package), so that building the image needs no network.
FROM eclipse-temurin:25-jre AS layers
WORKDIR /layers
COPY app/target/daybook-exec.jar daybook.jar
RUN java -Djarmode=tools -jar daybook.jar extract --layers --launcher --destination extracted

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home daybook && mkdir /data && chown daybook /data
WORKDIR /daybook
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
USER daybook
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=10 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "org.springframework.boot.loader.launch.JarLauncher"]
