import { z } from 'zod'
import { DeliveredRows, deliverPath, Received } from '../registry/feeds/contract.ts'
import { ErrorAnswer, listInput, listOutput, type Declaration } from '../kernel/action.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  // $schema belongs to a document of its own, not to a part of this one.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } })

/** OpenAPI 3.1, from the declarations alone: the contract cannot drift from the code. Wire form is what a codec encodes to. */
export const openApi = (declarations: readonly Declaration[]) => ({
  openapi: '3.1.0',
  info: { title: '聚英 Juying', version: '1', description: '每个动作、查询、列表一个地址，均为 POST，内容为 JSON。动作可带 Idempotency-Key。' },
  components: { schemas: { ErrorAnswer: schemaOf(ErrorAnswer, 'output') }, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'juying_session' }, sourceKey: { type: 'http', scheme: 'bearer', description: '数据来源的接口密钥，由人才办发放' } } },
  paths: { ...Object.fromEntries(declarations.map((declaration) => [`/api/${declaration.name}`, { post: operation(declaration) }])), [deliverPath]: { post: delivering } },
})

const failure = (description: string) => ({ description, content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorAnswer' } } } })

/** The one address that other departments' programs call, with the key of their source and no session. */
const delivering = {
  operationId: 'feeds.deliver',
  summary: '报送数据',
  tags: ['feeds'],
  security: [{ sourceKey: [] }],
  parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 200 } }],
  requestBody: { required: true, ...json(schemaOf(DeliveredRows, 'input')) },
  responses: { 200: { description: '已收到，随后读取', ...json(schemaOf(Received, 'input')) }, 400: failure('输入不合格'), 401: failure('密钥不对或已停用'), 409: failure('幂等键已用于另一次报送'), 429: failure('调用过于频繁') },
}

const operation = (declaration: Declaration) => {
  const input = declaration.kind === 'list' ? listInput(declaration.filters) : declaration.input
  const output = declaration.kind === 'list' ? listOutput(declaration.row) : declaration.output
  return {
    operationId: declaration.name,
    summary: declaration.label,
    tags: [declaration.name.split('.')[0]],
    security: declaration.may === 'public' ? [] : [{ session: [] }],
    'x-may': declaration.may,
    ...(declaration.kind === 'action' ? { 'x-refusals': declaration.refusals, parameters: [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } }] } : {}),
    requestBody: { required: true, ...json(schemaOf(input, 'input')) },
    responses: {
      // Decoding runs from the wire, so the wire form of an answer is its schema's input side.
      200: { description: '办成', ...json(schemaOf(output, 'input')) },
      400: failure('输入不合格'),
      413: failure('内容超过 1 MB'),
      415: failure('内容不是 application/json'),
      401: failure('未登录'),
      403: failure('无权'),
      404: failure('没有，或不在范围内'),
      ...(declaration.kind === 'action' ? { 409: failure('按程序不能办'), 422: failure('幂等键已用于另一个请求') } : {}),
    },
  }
}
