/** What the bank promises, against a real PostgreSQL. */
@NullMarked
package com.example.bank;

import org.jspecify.annotations.NullMarked;
