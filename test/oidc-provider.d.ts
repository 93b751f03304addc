declare module 'oidc-provider' {
  import type { IncomingMessage, Server, ServerResponse } from 'node:http'
  export default class Provider {
    constructor(issuer: string, configuration: object)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ prompt: { name: string; details: Record<string, string[] | undefined> }; params: Record<string, string>; session?: { accountId: string } }>
    Grant: new (of: { accountId: string; clientId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
    proxy: boolean
    listen(port: number): Server
  }
}
