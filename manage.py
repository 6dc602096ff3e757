#!/usr/bin/env python
"""Django's command line for Inroad."""

import sys

from networking.__main__ import main

if __name__ == "__main__":
    main(sys.argv)
