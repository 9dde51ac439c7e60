import { expect, test } from 'vitest'
import type { Patch } from '../../../../src/contract/events'
import type { PythonInfo } from '../../../../src/contract/lab-info'
import { MachineInfo } from '../../../../src/main/lab/machine-info'

const python = (id: string): PythonInfo => ({
  id,
  label: `~/${id}`,
  version: '3.11.2',
  gil: 'on',
  startMethod: 'fork',
})

function scene(wish: string | null = null) {
  const search = Promise.withResolvers<readonly PythonInfo[]>()
  const told: Patch[] = []
  const defects: unknown[] = []
  let searches = 0
  const info = new MachineInfo({
    options: { preferredPython: () => wish },
    search: () => {
      searches += 1
      return search.promise
    },
    tell: (patch) => told.push(patch),
    onDefect: (error) => defects.push(error),
  })
  return { info, search, told, defects, searches: () => searches }
}

test('nobody waits for the search for interpreters: what it finds is told afterwards', async () => {
  const { info, search, told, searches } = scene('b')
  expect(info.get()).toMatchObject({ pid: process.pid, pythons: null, python: null })
  expect(info.get().pythons).toBeNull()
  expect(searches()).toBe(1)
  const pythons = [python('a'), python('b')]
  search.resolve(pythons)
  await search.promise
  await Promise.resolve()
  expect(told).toEqual([{ type: 'info.changed', changes: { pythons, python: pythons[1] } }])
  expect(info.get()).toMatchObject({ pythons, python: { id: 'b' } })
  expect(searches()).toBe(1)
})

test('a search that fails has found none', async () => {
  const { info, search, told, defects } = scene()
  info.get()
  search.reject(new Error('no such folder'))
  await expect.poll(() => told).toEqual([{ type: 'info.changed', changes: { pythons: [], python: null } }])
  expect(defects).toHaveLength(1)
})

test('a Lab that is closed tells nothing', async () => {
  const { info, search, told } = scene()
  info.get()
  info.close()
  search.resolve([])
  await expect.poll(() => info.get().pythons).toEqual([])
  expect(told).toEqual([])
})
