import sys

codes = {'none': None, 'true': True, 'message': 'msg', '256': 256, 'minus one': -1, 'fraction': 3.5}
case = sys.argv[1]
if case == 'nothing':
    sys.exit()
sys.exit(codes[case])
