/**
 * A small catalogue with stock, so that the first order can be placed at once. It sends the same
 * commands as everybody else; and, where it is asked for, customers who go on ordering. Look first
 * at {@link io.daybook.app.demo.DemoShop}.
 */
@NullMarked
package io.daybook.app.demo;

import org.jspecify.annotations.NullMarked;
