"""`python -m demo`: what `make demo` and `make demo-reset` run."""

import sys

from demo.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
