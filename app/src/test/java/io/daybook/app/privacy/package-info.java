@NullMarked
package io.daybook.app.privacy;

import org.jspecify.annotations.NullMarked;
