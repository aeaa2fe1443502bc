# The integration as an image for scheduled runs outside JupiterOne.
# How to build and run it: docs/running-outside-jupiterone.md.

FROM node:20.20.2-slim AS build
WORKDIR /app

# The drop-in validator is a dependency by path, so it has to be there before the installation.
COPY package.json package-lock.json ./
COPY vendor ./vendor
RUN npm ci --ignore-scripts --no-audit --no-fund

COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# Keeps what a run needs: the production dependencies, and JupiterOne's CLI, which is a development
# dependency of the package because a managed host brings its own.
RUN npm install --omit=dev --save-prod --save-exact --ignore-scripts --no-audit --no-fund \
    "@jupiterone/integration-sdk-cli@$(node -p "require('./package.json').devDependencies['@jupiterone/integration-sdk-cli']")"

FROM node:20.20.2-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/vendor ./vendor
COPY --from=build /app/dist ./dist
COPY docker ./docker

USER node

# j1-integration run -i $INTEGRATION_INSTANCE_ID, with an exit code that a scheduler can use. All
# that it writes goes to /tmp; credentials come from the environment of `docker run` alone.
ENTRYPOINT ["node", "docker/run.js"]
