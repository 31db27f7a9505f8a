"""Lets ``python app`` start Jalon from a checkout."""

from jalon.__main__ import main

raise SystemExit(main())
