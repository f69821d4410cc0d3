declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  import type { SwaggerConfigs } from 'swagger-ui-dist'

  export type Viewer = {
    preauthorizeApiKey: (scheme: string, value: string) => unknown
    authActions: { logout: (schemes: string[]) => unknown }
  }

  export default function show(options: SwaggerConfigs): Viewer
}
