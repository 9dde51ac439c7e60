import { notApplicable, type Group, type Rule } from '../../table.ts'

const rules: readonly Rule[] = [
  {
    id: 'F01',
    title: 'the result of a task raises its error again; one that is never asked for is lost',
    expect: { out: ['ValueError: boom', 'nothing of the other'] },
  },
  {
    id: 'F02',
    title: 'leaving an executor waits for its tasks, and it takes no more',
    expect: {
      out: {
        interleaved: [
          ['leaving', 'done', 'left', 'RuntimeError: cannot schedule new futures after shutdown'],
        ],
      },
    },
  },
  {
    id: 'F03',
    title: 'the threads of an executor start one by one, and an idle one is used again',
    expect: { out: ['1', '2'] },
  },
  {
    id: 'F04',
    title: 'tasks of an executor that was not shut down are still finished at the end',
    expect: { out: ['main end', 'done'] },
  },
  {
    id: 'F05',
    title: 'a pool keeps the order of its input, and an error carries the worker’s report',
    expect: { out: ['[6, 2, 4]', 'ZeroDivisionError: division by zero RemoteTraceback'] },
  },
  {
    id: 'F06',
    title: 'leaving a pool terminates it, closing and joining it finishes its tasks',
    expect: { out: ['left', 'done', 'ValueError: Pool not running'] },
  },
  {
    id: 'F07',
    title: 'a pool of none, and joining one that was not closed, are refused',
    expect: {
      out: ['ValueError: Number of processes must be at least 1', 'ValueError: Pool is still running'],
    },
  },
  {
    id: 'F08',
    title: 'a worker of a pool that was killed is replaced, its task is lost',
    expect: { out: ['replaced', 'TimeoutError'] },
  },
  {
    id: 'F09',
    title: 'a killed worker breaks its executor',
    expect: {
      out: [
        'BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.',
        'BrokenProcessPool: A child process terminated abruptly, the process pool is not usable anymore',
      ],
    },
  },
]

export const pools: Group = {
  name: 'pools',
  title: 'Pools and futures',
  rules: rules.map((rule) => ({
    ...rule,
    typescript: notApplicable(
      'There are no pools and executors: every thread and process is one the program made.',
    ),
  })),
}
