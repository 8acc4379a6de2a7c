package io.daybook.lab.experiment;

import java.awt.Color;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.w3c.dom.Document;

/** Pictures as SVG. XChart paints them, without a screen, and Batik writes what it paints. */
final class Picture {
  static final int WIDTH = 900;
  static final int HEIGHT = 450;
  private static final int MOST_IN_A_ROW = 4;

  private Picture() {}

  static String svg(Bars bars) throws IOException {
    var chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(bars.title())
            .xAxisTitle(bars.axis())
            .yAxisTitle(bars.values())
            .build();
    var styler = chart.getStyler();
    if (bars.series().size() > MOST_IN_A_ROW) {
      styler.setLegendPosition(Styler.LegendPosition.OutsideE);
      styler.setLegendLayout(Styler.LegendLayout.Vertical);
    } else {
      styler.setLegendPosition(Styler.LegendPosition.OutsideS);
      styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    }
    styler.setChartBackgroundColor(Color.WHITE);
    if (bars.logarithmic()) {
      styler.setYAxisLogarithmic(true);
      styler.setYAxisMin(powerOfTenBelow(bars));
    }
    styler.setXAxisLabelRotation(bars.groups().size() > 5 ? 20 : 0);
    bars.series().forEach((name, values) -> chart.addSeries(name, bars.groups(), values));
    return painted(chart);
  }

  private static double powerOfTenBelow(Bars bars) {
    var least =
        bars.series().values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(1);
    return Math.pow(10, Math.floor(Math.log10(least)));
  }

  static String painted(Chart<?, ?> chart) throws SVGGraphics2DIOException {
    var document = emptyDocument();
    var graphics = new SVGGraphics2D(document);
    chart.paint(graphics, WIDTH, HEIGHT);
    var svg = new StringWriter();
    var root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + WIDTH + " " + HEIGHT);
    graphics.stream(root, svg, true, false);
    return svg.toString();
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
