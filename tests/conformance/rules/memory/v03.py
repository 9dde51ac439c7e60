from multiprocessing import Value

value = Value('i', 0)
value.value = 2**31
print(value.value)
double = Value('d', 0.5)
double.value = 0.1 + 0.2
print(double.value)
try:
    value.value = 'x'
except TypeError as error:
    print(f'TypeError: {error}')
