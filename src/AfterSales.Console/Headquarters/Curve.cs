using System.Globalization;
using System.Text;

namespace AfterSales.Console.Headquarters;

/// <summary>A small line of how a figure went, drawn into a box: the highest value at its top, the lowest at its bottom.</summary>
public static class Curve
{
    /// <summary>The path of an SVG; a step without a value leaves a gap, and one that stands alone is a dot. Empty where there is nothing to draw.</summary>
    public static string Path(IReadOnlyList<double?> values, double width, double height)
    {
        var known = values.OfType<double>().ToArray();
        if (known.Length == 0) return "";
        var (low, high) = (known.Min(), known.Max());
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value) continue;
            var x = values.Count == 1 ? width : width * i / (values.Count - 1);
            var y = high > low ? height - height * (value - low) / (high - low) : height / 2;
            var begins = i == 0 || values[i - 1] is null;
            path.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{x:0.#} {y:0.#}");
            if (begins && (i == values.Count - 1 || values[i + 1] is null)) path.Append("h0");
        }

        return path.ToString();
    }
}
