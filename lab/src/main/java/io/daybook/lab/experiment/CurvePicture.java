package io.daybook.lab.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves as SVG; two lines that stand say from when to when something was broken. */
final class CurvePicture {
  private static final BasicStroke THIN = new BasicStroke(1.5f);

  private CurvePicture() {}

  static String svg(Curves curves) throws IOException {
    var chart =
        new XYChartBuilder()
            .width(Picture.WIDTH)
            .height(Picture.HEIGHT)
            .title(curves.title())
            .xAxisTitle("seconds")
            .yAxisTitle(curves.values())
            .build();
    var styler = chart.getStyler();
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setChartBackgroundColor(Color.WHITE);
    curves
        .series()
        .forEach(
            (name, values) ->
                chart
                    .addSeries(name, curves.seconds(), values)
                    .setMarker(SeriesMarkers.NONE)
                    .setLineStyle(THIN));
    var most =
        curves.series().values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    stands(chart, "away", curves.from(), most);
    stands(chart, "back", curves.until(), most);
    return Picture.painted(chart);
  }

  private static void stands(
      org.knowm.xchart.XYChart chart, String name, double second, double most) {
    chart
        .addSeries(name, List.of(second, second), List.of(0.0, most))
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY)
        .setLineStyle(
            new BasicStroke(
                1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4f, new float[] {4f}, 0f));
  }
}
