/** The configuration's JSON Schema, made from the table of keys; a test holds `config.schema.json` to it. */
import {keysOf, type RuleDescription} from './keys.ts'
import type {Json, JsonObject, Key, Keys, Shape} from './shape.ts'

/** JSON Schema, draft 7, which editors know best. */
export function configSchema(catalogue: readonly RuleDescription[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of paperlint',
    ...schemaOf({kind: 'record', keys: keysOf(catalogue), things: 'key'}),
  }
}

function schemaOf(shape: Shape): JsonObject {
  switch (shape.kind) {
    case 'boolean':
      return {type: 'boolean'}
    case 'text':
      return {type: 'string', pattern: '\\S'}
    case 'header':
      return {type: 'string', pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff][\\t\\x20-\\x7e\\x80-\\xff]*$'}
    case 'whole':
      return {type: 'integer', minimum: shape.least}
    case 'number':
      return {
        type: 'number',
        ...(shape.least !== undefined && {minimum: shape.least}),
        ...(shape.most !== undefined && {maximum: shape.most}),
      }
    case 'duration':
      return {type: 'string', pattern: `^${shape.positive === true ? '(?=.*[1-9])' : ''}\\d+(\\.\\d+)?(ms|s|m|h|d)$`}
    case 'pattern':
      return {type: 'string', format: 'regex'}
    case 'remap':
      return {type: 'string', pattern: '\\S\\s+\\S'}
    case 'url':
      return {type: 'string', pattern: '^[hH][tT][tT][pP][sS]?://'}
    case 'choice':
      return {enum: shape.of}
    case 'list':
      return {type: 'array', items: schemaOf(shape.of)}
    case 'map':
      return {
        type: 'object',
        ...(shape.names !== undefined && {propertyNames: {pattern: shape.names.pattern.source}}),
        additionalProperties: schemaOf(shape.of),
      }
    case 'record':
      return {type: 'object', properties: propertiesOf(shape.keys), additionalProperties: false}
    case 'either':
      return {anyOf: shape.of.map(schemaOf)}
    default:
      return shape satisfies never
  }
}

function propertiesOf(keys: Keys): JsonObject {
  const properties: Record<string, Json> = {}
  for (const [name, key] of Object.entries(keys)) {
    properties[name] = {
      description: key.widens === true ? `${aboutOf(key)}. Ignored in a configuration that the change under review sets.` : aboutOf(key),
      ...(key.default !== undefined && {default: key.default}),
      ...schemaOf(key.shape),
    }
  }
  return properties
}

/** Only options are repeated: a configuration has lists. */
function aboutOf({summary}: Key): string {
  return summary.replace(/ \(repeatable[^)]*\)/, '')
}
