"""A year, or several, as a folder that any browser opens: no server, no network, nothing to install.

    index.html  app.css  *.js              the pages, the same for every export
    data/meta.js                           years, columns and their titles, words of the pages in both languages
    data/index.js                          every unit and project: what the search box looks through first
    data/indicators.js                     every indicator's name and the projects that have it; loaded when asked for
    data/p/<prefix>.js                     the forms of some dozen projects each, with the place of every value
    pages/<aa>/<doc_id>/<page>.webp        the pages themselves; a value's picture is a window in its page's

A browser that opens a file may not fetch another one, but may load it as a script: so data are scripts that call `jx`.

    build ──► gather (a year's forms from its tables) ──► shards (the data files)
          └─► pictures (the pages that are not there yet)
"""

from pipelines.site.build import NotASite, Site, build

__all__ = ["NotASite", "Site", "build"]
