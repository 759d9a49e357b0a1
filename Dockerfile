# The server in a container: docker build -t akkachat . ; docs/operations.md tells how to run it.
# .ci/container.sh runs these steps without a Docker engine: it knows the instructions that are here, and takes no others.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY src/Chat.Protocol/Chat.Protocol.csproj src/Chat.Protocol/
COPY src/Chat.Actors/Chat.Actors.csproj src/Chat.Actors/
COPY src/Chat.Storage/Chat.Storage.csproj src/Chat.Storage/
COPY src/Chat.Server/Chat.Server.csproj src/Chat.Server/
# Packages by themselves: this layer stays while they do.
RUN dotnet restore src/Chat.Server -p:Configuration=Release
COPY hocon hocon
COPY src src
RUN dotnet publish src/Chat.Server --configuration Release --no-restore --output /app \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# APP_UID is the base image's user without rights. The data directory is that user's alone; the program it can't change.
RUN mkdir /data && chown "$APP_UID" /data && chmod 700 /data
ENV DOTNET_EnableDiagnostics=0
USER $APP_UID
VOLUME /data
EXPOSE 12346
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["dotnet", "/app/Chat.Server.dll", "health", "--data", "/data"]
ENTRYPOINT ["dotnet", "/app/Chat.Server.dll"]
CMD ["serve", "--listen", "off", "--tls-listen", "*:12346", "--data", "/data"]
