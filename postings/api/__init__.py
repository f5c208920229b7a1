"""The JSON API, read-only: what is asked (`parameters`), what is answered (`shapes`), and the `views`."""
