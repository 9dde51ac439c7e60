import { describe, expect, test } from 'vitest'
import { encodeFrame, encodeJson, FRAME } from '../../../../../src/contract/frames'
import type { ConnectionOwner } from '../../../../../src/main/lab/agent-server/connection'
import { FrameScanner } from '../../../../../src/main/lab/agent-server/frame-scanner'
import { Arrivals, MOST_BYTES, MOST_LOOKS } from '../../../../../src/main/lab/run/arrivals'

/** The loop of events, a poll at a time. */
class Loop {
  readonly #callbacks: (() => void)[] = []
  accepted = 0

  readonly afterPoll = (callback: () => void): void => void this.#callbacks.push(callback)

  /** One poll that reads what `read` does. */
  poll(read: () => void = () => undefined): void {
    read()
    for (const callback of this.#callbacks.splice(0)) callback()
  }

  get isIdle(): boolean {
    return this.#callbacks.length === 0
  }
}

class Scene {
  readonly loop = new Loop()
  readonly arrivals = new Arrivals({ accepted: () => this.loop.accepted, afterPoll: this.loop.afterPoll })
  readonly told: string[] = []

  /** A process that is here. */
  process(name: string): Process {
    const process = new Process(this, name)
    process.lane = this.arrivals.lane(process.owner, (error) => process.cutFor(error))
    return process
  }

  /** Two processes, so that what they say is put in order. */
  two(): [Process, Process] {
    return [this.process('A'), this.process('B')]
  }
}

class Process {
  readonly #scene: Scene
  readonly #scanner = new FrameScanner()
  readonly name: string
  lane: ConnectionOwner | undefined
  #region: Buffer = Buffer.alloc(0)
  #isOpen = false
  /** Called for each frame that is passed on. */
  onFrame: (type: number, text: string) => void = () => undefined

  constructor(scene: Scene, name: string) {
    this.#scene = scene
    this.name = name
  }

  readonly owner: ConnectionOwner = {
    region: (bytes) => {
      expect(this.#isOpen).toBe(false)
      this.#isOpen = true
      this.#region = bytes
    },
    frame: (type, _unit, _at, _start, payload, payloadEnd) => {
      expect(this.#isOpen).toBe(true)
      const text = this.#region.toString('utf8', payload, payloadEnd)
      this.#scene.told.push(`${this.name} ${text}`)
      this.onFrame(type, text)
    },
    regionEnd: () => (this.#isOpen = false),
    connectionEnded: () => this.#scene.told.push(`${this.name} is gone`),
    cutOff: (why) => this.#scene.told.push(`${this.name} is cut off: ${why}`),
  }

  /** The Lab reads these lines, each with its time, in one go. */
  read(...lines: (readonly [at: number, text: string])[]): void {
    this.readBytes(Buffer.concat(lines.map(([at, text]) => encodeFrame(FRAME.out, 1, at, Buffer.from(text)))))
  }

  readBytes(bytes: Buffer): void {
    if (this.lane) this.#scanner.push(bytes, this.lane)
  }

  end(): void {
    this.lane?.connectionEnded()
  }

  cutFor(error: unknown): void {
    this.lane?.cutOff(String(error))
    this.end()
  }
}

test('lines that were read in the wrong order are passed on in the order of their times', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => {
    b.read([2, 'pong'], [4, 'pong again'])
    a.read([1, 'ping'], [3, 'ping again'])
  })
  scene.loop.poll()
  expect(scene.told).toEqual(['A ping', 'B pong', 'A ping again', 'B pong again'])
  expect(scene.loop.isIdle).toBe(true)
})

test('a line waits for a whole poll, in which what led to it is read', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => b.read([2, 'pong']))
  expect(scene.told).toEqual([])
  scene.loop.poll(() => a.read([1, 'ping']))
  // What led to `ping` may not be here yet, and `pong` is later.
  expect(scene.told).toEqual([])
  scene.loop.poll()
  expect(scene.told).toEqual(['A ping', 'B pong'])
})

test('nobody waits for what comes later', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => a.read([1, 'one']))
  scene.loop.poll(() => b.read([2, 'two']))
  expect(scene.told).toEqual(['A one'])
  scene.loop.poll(() => a.read([3, 'three']))
  expect(scene.told).toEqual(['A one', 'B two'])
})

test('a poll in which a process came does not count: it may have more to say, and others may still stand behind it', () => {
  const scene = new Scene()
  const [a] = scene.two()
  scene.loop.poll(() => a.read([5, 'what the new one led to']))
  scene.loop.poll(() => (scene.loop.accepted += 1))
  expect(scene.told).toEqual([])
  scene.loop.poll(() => scene.process('C').read([4, 'new']))
  scene.loop.poll()
  expect(scene.told).toEqual(['C new', 'A what the new one led to'])
})

test('what a process tells late keeps its place among what it tells', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => {
    a.read([10, 'one'], [3, 'a wait that began before'], [12, 'two'])
    b.read([5, 'early'], [11, 'between'])
  })
  scene.loop.poll()
  expect(scene.told).toEqual(['B early', 'A one', 'A a wait that began before', 'B between', 'A two'])
})

describe('a process alone', () => {
  test('is passed on at once', () => {
    const scene = new Scene()
    scene.process('A').read([1, 'one'], [2, 'two'])
    expect(scene.told).toEqual(['A one', 'A two'])
    expect(scene.loop.isIdle).toBe(true)
  })

  test('is not, from the moment in which it starts another one', () => {
    const scene = new Scene()
    const a = scene.process('A')
    a.onFrame = (_type, text) => {
      if (text.includes('starting')) scene.arrivals.expect(2)
    }
    const starting = encodeJson(FRAME.state, 2, 2, { state: 'starting' })
    const lines = [1, 3].map((at) => encodeFrame(FRAME.out, 1, at, Buffer.from(`line ${at}`)))
    scene.loop.poll(() => a.readBytes(Buffer.concat([lines[0]!, starting, lines[1]!])))
    expect(scene.told).toEqual(['A line 1', 'A {"state":"starting"}'])
    scene.loop.poll(() => (scene.loop.accepted += 1))
    scene.loop.poll(() => {
      scene.process('B').read([2.5, 'child'])
      scene.arrivals.unexpect(2)
    })
    scene.loop.poll()
    expect(scene.told.slice(2)).toEqual(['B child', 'A line 3'])
  })

  test('is again, when the others are gone', () => {
    const scene = new Scene()
    const [a, b] = scene.two()
    b.end()
    a.read([1, 'alone'])
    expect(scene.told).toEqual(['B is gone', 'A alone'])
  })
})

test('a process is gone when what it said has been passed on', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => {
    b.read([2, 'last words'])
    b.end()
    a.read([1, 'before'])
  })
  expect(scene.told).toEqual([])
  scene.loop.poll()
  expect(scene.told).toEqual(['A before', 'B last words', 'B is gone'])
})

test('while nothing is read nobody is passed on, and afterwards a whole poll is waited for', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  scene.loop.poll(() => b.read([2, 'pong']))
  scene.arrivals.hold()
  scene.loop.poll()
  scene.loop.poll()
  expect(scene.told).toEqual([])
  scene.arrivals.release()
  scene.loop.poll()
  expect(scene.told).toEqual([])
  scene.loop.poll(() => a.read([1, 'ping']))
  scene.loop.poll()
  expect(scene.told).toEqual(['A ping', 'B pong'])
})

test('a process is made in its turn, and what it says follows', () => {
  const scene = new Scene()
  const [a] = scene.two()
  const c = new Process(scene, 'C')
  scene.loop.poll(() => {
    a.read([1, 'announces C'], [5, 'after'])
    const make = () => {
      scene.told.push('C is made')
      return c.owner
    }
    c.lane = scene.arrivals.laneLater(2, make, () => undefined)
    c.read([3, 'hello'])
  })
  scene.loop.poll()
  expect(scene.told).toEqual(['A announces C', 'C is made', 'C hello', 'A after'])
})

test('something to do has its turn like a frame', () => {
  const scene = new Scene()
  const [a] = scene.two()
  scene.arrivals.inTurn(0, () => scene.told.push('only when nothing waits'))
  scene.loop.poll(() => {
    scene.arrivals.inTurn(2, () => scene.told.push('raw'))
    a.read([1, 'one'], [3, 'three'])
  })
  scene.loop.poll()
  expect(scene.told).toEqual(['only when nothing waits', 'A one', 'raw', 'A three'])
})

test('a frame that cannot be taken ends its connection and harms nobody else', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  a.onFrame = (_type, text) => {
    if (text === 'bad') throw new Error('bad frame')
  }
  scene.loop.poll(() => {
    a.read([1, 'good'], [2, 'bad'], [3, 'never'])
    b.read([2, 'B goes on'], [4, 'to the end'])
  })
  scene.loop.poll()
  expect(scene.told.filter((line) => line.startsWith('A'))).toEqual([
    'A good',
    'A bad',
    'A is cut off: Error: bad frame',
    'A is gone',
  ])
  expect(scene.told.filter((line) => line.startsWith('B'))).toEqual(['B B goes on', 'B to the end'])
  b.read([5, 'alone now'])
  expect(scene.told.at(-1)).toBe('B alone now')
})

describe('times that make no sense', () => {
  test('hold nobody up for ever', () => {
    const scene = new Scene()
    const [a, b] = scene.two()
    scene.loop.poll(() => a.read([100, 'sound']))
    let polls = 1
    while (!scene.told.includes('A sound') && polls < 10 * MOST_LOOKS) {
      scene.loop.poll(() => b.read([0, 'timeless']))
      polls += 1
    }
    expect(polls).toBeLessThanOrEqual(MOST_LOOKS + 2)
  })

  test('do not fill the memory', () => {
    const scene = new Scene()
    const [a, b] = scene.two()
    const long = 'x'.repeat(64 * 1024)
    scene.loop.poll(() => a.read([100, long]))
    let waiting = 0
    let most = 0
    a.onFrame = () => (waiting -= long.length)
    for (let polls = 0; polls < MOST_LOOKS; polls += 1) {
      scene.loop.poll(() => {
        b.read([0, 'timeless'])
        for (let n = 0; n < 8; n += 1) a.read([100, long])
        waiting += 8 * long.length
      })
      most = Math.max(most, waiting)
    }
    expect(most).toBeLessThanOrEqual(MOST_BYTES + 9 * long.length)
  })
})

test('whatever waits can be had at once, at the end of a run', () => {
  const scene = new Scene()
  const [a, b] = scene.two()
  b.read([2, 'pong'])
  a.read([1, 'ping'])
  scene.arrivals.flush()
  expect(scene.told).toEqual(['A ping', 'B pong'])
  scene.loop.poll()
  expect(scene.loop.isIdle).toBe(true)
})

/** Numbers that look random and are the same in every run of the test. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/**
 * Processes that pass a ball to each other: each line tells how many have gone before. What is written stands in
 * sockets, and each poll reads some of them when it comes to them, in any order, while the processes go on.
 */
test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'no line overtakes one that led to it (%i)',
  (seed) => {
    const roll = dice(seed + 1)
    const scene = new Scene()
    const processes = Array.from({ length: 2 + roll(4) }, (_, index) => scene.process(String(index)))
    const sockets = processes.map((): (readonly [number, string])[] => [])
    let clock = 10
    let ball = 0
    let holder = 0
    const goOn = (): void => {
      for (let steps = roll(6); steps > 0; steps -= 1) {
        const noisy = roll(processes.length)
        // Others print meanwhile; what they hold back for a moment has an early time when it is written.
        if (noisy !== holder) sockets[noisy]?.push([clock + 1 - roll(3), `noise`])
        clock += 1 + roll(2)
        if (roll(2) === 0) continue
        sockets[holder]?.push([clock, `ball ${ball}`])
        ball += 1
        holder = roll(processes.length)
      }
    }
    for (let polls = 0; polls < 200; polls += 1) {
      scene.loop.poll(() => {
        // What is ready when the poll begins is read in it; in between the processes go on.
        const ready = processes.map((_, index) => index).filter((index) => sockets[index]!.length > 0)
        ready.sort(() => roll(3) - 1)
        for (const index of ready) {
          goOn()
          processes[index]?.read(...sockets[index]!.splice(0))
        }
        goOn()
      })
    }
    scene.loop.poll(() =>
      sockets.forEach((lines, index) => lines.length > 0 && processes[index]?.read(...lines)),
    )
    while (!scene.loop.isIdle) scene.loop.poll()
    const balls = scene.told.filter((line) => line.includes('ball')).map((line) => Number(line.split(' ')[2]))
    expect(balls).toEqual(Array.from({ length: ball }, (_, index) => index))
    expect(ball).toBeGreaterThan(100)
  },
)
