name = input('name? ')
print(repr(name))
