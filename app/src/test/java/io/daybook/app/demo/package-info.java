@NullMarked
package io.daybook.app.demo;

import org.jspecify.annotations.NullMarked;
