import { notApplicable, type Group } from '../../table.ts'

export const queues: Group = {
  name: 'queues',
  title: 'Queues and pipes',
  rules: [
    {
      id: 'Q01',
      title: 'first in first out, last in first out, or smallest first',
      expect: { out: ['2 3 1', '1 3 2', '1 2 3'] },
    },
    {
      id: 'Q02',
      title: 'a queue that is empty or full raises Empty or Full when there is no waiting or the time is up',
      expect: {
        out: [
          'Empty: ',
          'Empty: ',
          'Full: ',
          'Full: ',
          "ValueError: 'timeout' must be a non-negative number",
          "ValueError: 'timeout' must be a non-negative number",
        ],
      },
    },
    {
      id: 'Q03',
      title:
        'a queue has no limit unless given one; then put() waits until there is room, and get() for an item',
      expect: { out: ['False 1000', 'blocked True True', '1 2', 'True'] },
    },
    {
      id: 'Q04',
      title: 'join() waits until every item is reported done, and one report too many is refused',
      expect: { out: ['waiting True', 'joined', 'ValueError: task_done() called too many times'] },
    },
    {
      id: 'Q05',
      title: 'a simple queue has no limit and no join',
      expect: { out: ['join False', 'task_done False', 'full False', 'Empty: ', '2 1 2 True'] },
      typescript: { out: ['join false', 'taskDone false', 'full false', 'Empty: ', '2 1 2 true'] },
    },
    {
      id: 'Q06',
      title: 'a process queue raises the very same Empty and Full',
      expect: { out: ['Empty: ', 'Full: ', 'Full: ', '1'] },
    },
    {
      id: 'Q07',
      title: 'right after put() a process queue may still look empty',
      expect: { out: ['at least once empty after put True'] },
      typescript: notApplicable(
        'put() returns when the queue has the item; nothing feeds it behind the program’s back.',
      ),
    },
    {
      id: 'Q08',
      title:
        'an item that cannot be carried is lost with a report on stderr, and put() itself raises nothing',
      expect: { out: ['put ok', 'Empty'], err: ["PicklingError: Can't pickle <function <lambda>"] },
      typescript: notApplicable('put() itself refuses what cannot be carried, and says why.'),
    },
    {
      id: 'Q09',
      title: 'put() and get() on a closed process queue are refused, naming the queue',
      expect: {
        out: [
          'ValueError: Queue <multiprocessing.queues.Queue object at 0x> is closed',
          'ValueError: Queue <multiprocessing.queues.Queue object at 0x> is closed',
        ],
      },
      typescript: { out: [/ValueError: Queue .* is closed/, /ValueError: Queue .* is closed/] },
    },
    {
      id: 'Q10',
      title: 'a child that put a lot does not end until the queue is read',
      expect: { out: ['True None', '1000000', 'False 0'] },
    },
    {
      id: 'Q11',
      title: 'a joinable process queue has join() and task_done() too',
      expect: { out: ['1 False', 'True', 'ValueError: task_done() called too many times'] },
    },
    {
      id: 'Q12',
      title: 'a simple process queue only puts and gets, and gives copies',
      expect: { out: ['True False True', 'get_nowait False', 'qsize False', 'close True'] },
      typescript: { out: ['true false true', 'getNowait false', 'qsize false', 'close true'] },
    },
    {
      id: 'Q13',
      title: 'a pipe goes both ways, carries any value, and poll() tells whether one is there',
      expect: { out: ['False', 'True True False', '2 4'] },
    },
    {
      id: 'Q14',
      title: 'a one-way pipe has a receiver and a sender, and refuses the other direction',
      expect: { out: ['OSError: connection is read-only', 'OSError: connection is write-only', 'one way'] },
    },
    {
      id: 'Q15',
      title: 'a pipe whose other end is closed gives EOFError and BrokenPipeError, a closed end OSError',
      expect: {
        out: [
          'True',
          'EOFError: ',
          'BrokenPipeError: [Errno 32] Broken pipe',
          'OSError: handle is closed',
          'OSError: handle is closed',
        ],
      },
    },
    {
      id: 'Q16',
      title: 'there is no end of a pipe while the parent itself still holds the child’s end',
      expect: { out: ['1 False', 'True', 'EOFError: '] },
    },
  ],
}
