"""A page's lines and tables in the order and the shape in which they are read: what is side by side, turned, mirrored
or grown together is set right before anybody looks for a form."""
