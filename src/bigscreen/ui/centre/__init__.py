"""The centre itself at a desk: alarms, forms, shift, joint operations, lists."""
