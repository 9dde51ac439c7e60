import { notApplicable, type Group } from '../../table.ts'

const noPools = notApplicable(
  'There are no pools and executors: every thread and process is one the program made.',
)

export const naming: Group = {
  name: 'naming',
  title: 'Names',
  rules: [
    {
      id: 'N01',
      title: 'a thread is named by its number, in the order of construction, and its target',
      expect: { out: ['Thread-1 (work) / Thread-2 (work)'] },
    },
    {
      id: 'N02',
      title: 'a thread whose target has no name, or that has none, is named by its number only',
      expect: { out: ['Thread-1 Thread-2 Thread-3 Thread-4'] },
    },
    {
      id: 'N03',
      title: 'every kind of function that has a name shows it',
      expect: { out: ['Thread-1 (<lambda>)', 'Thread-2 (method)', 'Thread-3 (print)'] },
      typescript: { out: ['Thread-1 (arrow)', 'Thread-2 (later)', 'Thread-3 (print)'] },
    },
    {
      id: 'N04',
      title: 'a given thread name uses no number up, an empty one counts as none, others become text',
      expect: { out: ["['a']", "['Thread-1']", "['Thread-2']", "['7']", 'Thread-3'] },
      typescript: { out: ["[ 'a' ]", "[ 'Thread-1' ]", "[ 'Thread-2' ]", "[ '7' ]", 'Thread-3'] },
    },
    {
      id: 'N05',
      title: 'a process is named by its class and number',
      expect: { out: ['Process-1 Worker-2'] },
    },
    {
      id: 'N06',
      title: 'a given process name does use a number up',
      expect: { out: ['a Process-2'] },
    },
    {
      id: 'N07',
      title: 'a child numbers its own children from 1, below its own numbers',
      expect: {
        out: ['Process-1', 'Process-1:1', 'Process-1:1:1', 'Process-1:2', 'Process-1:2:1'],
      },
    },
    {
      id: 'N08',
      title: 'numbers are used below a given name too',
      expect: { out: ['boss', 'Process-1:1'] },
    },
    {
      id: 'N09',
      title: 'a process of a certain start method has its own class name',
      expect: { out: ['ForkProcess-1', 'SpawnProcess-2', 'ForkServerProcess-3', 'Process-4'] },
      typescript: notApplicable('There is one way to start a process.'),
    },
    {
      id: 'N10',
      title: 'the workers of a pool are numbered daemonic processes, with three daemon threads in the parent',
      expect: {
        out: [
          "[('ForkPoolWorker-1', True), ('ForkPoolWorker-2', True)]",
          "[('MainThread', False), ('Thread-1 (_handle_workers)', True), ('Thread-2 (_handle_tasks)', True), ('Thread-3 (_handle_results)', True)]",
        ],
      },
      typescript: noPools,
    },
    {
      id: 'N11',
      title: 'the server process of a manager is an active child',
      expect: { out: ["[('SyncManager-1', False)]"] },
      typescript: notApplicable('There is no manager; Value and Array are shared memory and need none.'),
    },
    {
      id: 'N12',
      title: 'the first put() into a process queue starts a daemon thread that feeds it',
      expect: { out: ["[('MainThread', False)]", "[('MainThread', False), ('QueueFeederThread', True)]"] },
      typescript: notApplicable(
        'put() hands the item over itself; no thread the student did not write appears.',
      ),
    },
    {
      id: 'N13',
      title: 'the threads of an executor have names of their own',
      expect: {
        out: ["('ThreadPoolExecutor-0_0', False)", "('ThreadPoolExecutor-1_0', False)", "('dl_0', False)"],
      },
      typescript: noPools,
    },
    {
      id: 'N14',
      title: 'the processes of an executor are named like others, with two threads in the parent',
      expect: { out: [/\('ForkProcess-\d', False\)/, '[False, True] QueueFeederThread'] },
      typescript: noPools,
    },
    {
      id: 'N15',
      title: 'a thread made below the threading module appears as a daemon called Dummy-N',
      expect: { out: ['Dummy-2 True _DummyThread'] },
      typescript: notApplicable('There are no threads below the API.'),
    },
    {
      id: 'N16',
      title: 'the threads of asyncio are numbered from 0',
      expect: { out: ['asyncio_0'] },
      typescript: noPools,
    },
    {
      id: 'N17',
      title: 'in a child the thread numbers go on when it was forked and start at 1 when it was spawned',
      expect: { out: ['fork Thread-2 MainThread', 'spawn Thread-1 MainThread'] },
      typescript: { out: ['spawn Thread-1 MainThread'], because: 'every child starts anew, as with spawn' },
    },
  ],
}
