# syntax=docker/dockerfile:1
# One image for every process: the API, the workers, migrate and seed. The command says which; see deploy/README.md.
ARG NODE=node:22-trixie-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build
# Benchmarks, tests and what embeds servers are for developers.
RUN rm -rf dist/bench dist/test dist/local dist/deploy dist/simulate dist/.build.json

FROM ${NODE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing that runs compiles, bundles or embeds: no development packages, no native builds, no PostgreSQL.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --ignore-scripts
# Of the Temporal SDK only the part for this machine, without its Rust sources.
RUN cd node_modules/@temporalio/core-bridge && rm -rf sdk-core src ts bridge-macros Cargo.lock Cargo.toml \
  && find releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +
# OpenTelemetry comes three times, for browsers and bundlers too; Node loads one of them.
RUN cd node_modules/@opentelemetry && rm -rf */build/esm */build/esnext && find . -name "*.map" -delete

FROM ${NODE}
# Containers are reached from outside of them; the API asks for AUTH_SECRET or AUTH_JWKS_URL then.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# The user "node", by number, so that Kubernetes can see that it is not root.
USER 1000:1000
EXPOSE 4000
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/src/main.js"]
