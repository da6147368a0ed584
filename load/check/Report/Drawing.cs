using System.Globalization;
using System.Net;
using System.Text;

namespace Verify.Load.Check.Report;

/// <summary>A plane with two axes on which lines and bars are drawn, as SVG.</summary>
internal sealed class Drawing
{
    private const int Width = 900;
    private const int Height = 340;
    private const int Left = 70;
    private const int Right = 150;
    private const int Top = 15;
    private const int Bottom = 40;
    private static readonly string[] Inks = ["#1f6feb", "#d1571f", "#2a8a4a", "#8a3ffc", "#b3261e", "#0b7285", "#946200", "#57606a"];
    private readonly StringBuilder _svg = new();
    private int _legend;

    public Drawing() => _svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\">\n");

    /// <summary>Across, where 0 is the left end of the axis and 1 the right one.</summary>
    public static double X(double share) => Left + (share * (Width - Left - Right));

    /// <summary>Up, where 0 is the foot of the axis and 1 its head.</summary>
    public static double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    public void MarkX(double share, string label)
    {
        Line(X(share), Y(0), X(share), Y(1), "#e6eaee");
        Label(X(share), Y(0) + 18, label, "middle");
    }

    public void MarkY(double share, string label)
    {
        Line(X(0), Y(share), X(1), Y(share), "#e6eaee");
        Label(X(0) - 8, Y(share) + 4, label, "end");
    }

    /// <summary>A line through points in shares of the axes, with its name beside the plane.</summary>
    public void Curve(string name, IEnumerable<(double X, double Y)> points)
    {
        var ink = Inks[_legend % Inks.Length];
        var path = string.Join(' ', points.Select(static point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):F1},{Y(point.Y):F1}")));
        _svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\" points=\"{path}\"/>\n");
        Name(name, ink);
    }

    /// <summary>A bar that stands on the axis.</summary>
    public void Bar(double from, double to, double height, string ink) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{X(from):F1}\" y=\"{Y(height):F1}\" width=\"{Math.Max(1, X(to) - X(from)):F1}\" height=\"{Y(0) - Y(height):F1}\" fill=\"{ink}\"/>\n");

    public void Name(string name, string ink)
    {
        var y = Top + 12 + (_legend++ * 20);
        Line(Width - Right + 12, y - 4, Width - Right + 32, y - 4, ink, 3);
        Label(Width - Right + 38, y, name, "start");
    }

    public void Label(double x, double y, string text, string anchor) => _svg.Append(
        CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    public override string ToString() => _svg + "</svg>\n";

    private void Line(double x1, double y1, double x2, double y2, string ink, int width = 1) => _svg.Append(
        CultureInfo.InvariantCulture, $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{ink}\" stroke-width=\"{width}\"/>\n");
}
