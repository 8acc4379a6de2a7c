/** The warehouse without a broker. */
package com.example.warehouse;
