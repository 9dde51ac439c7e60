/** Python's own names for what the lessons use, so that the editor can complete them. One line each. */
import type { ApiMember, ApiName } from './api'

const named = (
  kind: ApiName['kind'],
  module: string,
  rows: readonly string[],
  members: readonly ApiMember[] = [],
) =>
  rows.map((signature): ApiName => ({ name: nameOf(signature), kind, module, signature, about: '', members }))
const nameOf = (signature: string): string => /^\w+/.exec(signature)?.[0] ?? signature
const membersOf = (...signatures: readonly string[]): ApiMember[] =>
  signatures.map((signature) => ({
    name: nameOf(signature),
    kind: signature.includes('(') ? 'method' : 'property',
    signature,
    about: '',
  }))

const LOCK = membersOf('acquire(blocking=True, timeout=-1)', 'release()', 'locked()')
const LIFE = membersOf('start()', 'run()', 'join(timeout=None)', 'is_alive()', 'name', 'daemon', 'ident')
const QUEUE = membersOf(
  ...[
    'put(item, block=True, timeout=None)',
    'get(block=True, timeout=None)',
    'put_nowait(item)',
    'get_nowait()',
  ],
  ...['qsize()', 'empty()', 'full()'],
)
const EVENT = membersOf('is_set()', 'set()', 'clear()', 'wait(timeout=None)')
const CONDITION = membersOf(
  'wait(timeout=None)',
  'wait_for(predicate, timeout=None)',
  'notify(n=1)',
  'notify_all()',
)

export const PYTHON_API: readonly ApiName[] = [
  ...named(
    'class',
    'threading',
    ['Thread(target=None, name=None, args=(), kwargs={}, *, daemon=None)'],
    [...LIFE, ...membersOf('native_id')],
  ),
  ...named(
    'class',
    'threading',
    ['Lock()', 'RLock()', 'Semaphore(value=1)', 'BoundedSemaphore(value=1)'],
    LOCK,
  ),
  ...named('class', 'threading', ['Event()'], EVENT),
  ...named('class', 'threading', ['Condition(lock=None)'], [...LOCK, ...CONDITION]),
  ...named(
    'class',
    'threading',
    ['Barrier(parties, action=None, timeout=None)'],
    membersOf('wait(timeout=None)', 'reset()', 'abort()'),
  ),
  ...named(
    'class',
    'threading',
    ['Timer(interval, function, args=None)'],
    [...LIFE, ...membersOf('cancel()')],
  ),
  ...named('function', 'threading', [
    'current_thread()',
    'main_thread()',
    'enumerate()',
    'active_count()',
    'get_ident()',
    'get_native_id()',
  ]),
  ...named(
    'class',
    'multiprocessing',
    ['Process(target=None, name=None, args=(), kwargs={}, *, daemon=None)'],
    [...LIFE, ...membersOf('terminate()', 'kill()', 'close()', 'pid', 'exitcode')],
  ),
  ...named('class', 'multiprocessing', ['Queue(maxsize=0)'], [...QUEUE, ...membersOf('close()')]),
  ...named(
    'class',
    'multiprocessing',
    ['JoinableQueue(maxsize=0)'],
    [...QUEUE, ...membersOf('task_done()', 'join()')],
  ),
  ...named(
    'class',
    'multiprocessing',
    ['SimpleQueue()'],
    membersOf('put(item)', 'get()', 'empty()', 'close()'),
  ),
  ...named('class', 'multiprocessing', ['Value(typecode, value)'], membersOf('value', 'get_lock()')),
  ...named('class', 'multiprocessing', ['Array(typecode, size_or_values)'], membersOf('get_lock()')),
  ...named('function', 'multiprocessing', [
    'Pipe(duplex=True)',
    'current_process()',
    'parent_process()',
    'active_children()',
    'cpu_count()',
  ]),
  ...named(
    'class',
    'queue',
    ['Queue(maxsize=0)', 'LifoQueue(maxsize=0)', 'PriorityQueue(maxsize=0)'],
    [...QUEUE, ...membersOf('task_done()', 'join()')],
  ),
  ...named('function', 'time', ['sleep(seconds)', 'perf_counter()', 'monotonic()', 'time()']),
  ...named('function', 'os', ['getpid()', 'getppid()']),
]
