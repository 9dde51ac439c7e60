import { print } from 'spindle/builtins'
import { Pipe } from 'spindle/multiprocessing'

export function main() {
  const [receiver, sender] = Pipe(false)
  for (const action of [() => receiver.send(1), () => sender.recv()]) {
    try {
      action()
    } catch (error) {
      print(String(error))
    }
  }
  sender.send('one way')
  print(receiver.recv())
}
