/** Tests of what controllers of commands share. */
package io.daybook.command.api;
