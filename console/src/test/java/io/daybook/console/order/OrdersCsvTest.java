package io.daybook.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrdersCsvTest {

  @Test
  void what_divides_cells_is_quoted() {
    assertThat(OrdersCsv.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(OrdersCsv.cell("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
    assertThat(OrdersCsv.cell("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(OrdersCsv.cell("plain")).isEqualTo("plain");
    assertThat(OrdersCsv.cell("")).isEmpty();
  }

  @Test
  void no_cell_is_a_formula() {
    assertThat(OrdersCsv.cell("=1+1")).isEqualTo("'=1+1");
    assertThat(OrdersCsv.cell("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(OrdersCsv.cell("=HYPERLINK(\"x\",\"y\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  }
}
