/** The configuration of a run as one that could be written to a file: what `--print-config` shows. */
import {keysOf, type RuleDescription} from './keys.ts'
import {activeRules} from './settings.ts'
import {isObject, type Json, type JsonObject} from './shape.ts'

/** All keys with their values or defaults; every rule with the severity that applies; values of headers are hidden. */
export function printedConfig(values: JsonObject, catalogue: readonly RuleDescription[]): string {
  const printed: Record<string, Json> = {}
  for (const [name, key] of Object.entries(keysOf(catalogue))) {
    const value = name === 'rules' ? rulesIn(values, catalogue) : (values[name] ?? key.default)
    if (value !== undefined) printed[name] = name === 'hosts' ? withoutHeaderValues(value) : value
  }
  return `${JSON.stringify(printed, null, 2)}\n`
}

function rulesIn(values: JsonObject, catalogue: readonly RuleDescription[]): JsonObject {
  const active = new Map(activeRules(values, catalogue).map((one) => [one.rule.id, one]))
  return Object.fromEntries(
    catalogue.map(({id, options}): [string, Json] => {
      const one = active.get(id)
      if (one === undefined) return [id, 'off']
      // Options of rules are JSON by contract (`RuleOptions`).
      return [id, Object.keys(options).length === 0 ? one.severity : {severity: one.severity, ...(one.options as JsonObject)}]
    }),
  )
}

function withoutHeaderValues(hosts: Json): Json {
  if (!isObject(hosts)) return hosts
  return Object.fromEntries(
    Object.entries(hosts).map(([host, settings]) => {
      const {headers} = isObject(settings) ? settings : {}
      if (!isObject(settings) || !isObject(headers)) return [host, settings]
      return [host, {...settings, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '…']))}]
    }),
  )
}
