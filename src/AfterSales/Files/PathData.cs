namespace AfterSales.Files;

/// <summary>The data of an SVG path, by the grammar of SVG 2 (§9.3.9).</summary>
public static class PathData
{
    /// <summary>Well-formed, and more than a place to begin at.</summary>
    public static bool IsDrawn(string data)
    {
        var (at, isFirst, isDrawn) = (SkipSpace(data, 0), true, false);
        while (at < data.Length)
        {
            var command = char.ToUpperInvariant(data[at]);
            if (Numbers(command) is not { } count || (isFirst && command != 'M')) return false;
            at = SkipSpace(data, at + 1);
            if (count == 0)
            {
                isFirst = false;
                continue;
            }

            var sets = 0;
            while (sets == 0 || (at < data.Length && IsNumberAt(data, at)))
            {
                for (var i = 0; i < count; i++)
                {
                    if (command == 'A' && i is 3 or 4 ? !ReadFlag(data, ref at) : !ReadNumber(data, ref at)) return false;
                }

                sets++;
            }

            // More pairs after those to begin at are lines.
            isDrawn |= command != 'M' || sets > 1;
            isFirst = false;
        }

        return isDrawn;
    }

    private static int? Numbers(char command) => command switch
    {
        'Z' => 0,
        'H' or 'V' => 1,
        'M' or 'L' or 'T' => 2,
        'S' or 'Q' => 4,
        'C' => 6,
        'A' => 7,
        _ => null,
    };

    private static bool IsNumberAt(string data, int at) => data[at] is (>= '0' and <= '9') or '+' or '-' or '.';

    private static bool ReadFlag(string data, ref int at)
    {
        if (at >= data.Length || data[at] is not ('0' or '1')) return false;
        at = SkipSeparator(data, at + 1);
        return true;
    }

    private static bool ReadNumber(string data, ref int at)
    {
        var i = at;
        if (i < data.Length && data[i] is '+' or '-') i++;
        var digits = Digits(data, ref i);
        if (i < data.Length && data[i] == '.')
        {
            i++;
            digits += Digits(data, ref i);
        }

        if (digits == 0) return false;
        if (i < data.Length && data[i] is 'e' or 'E')
        {
            i++;
            if (i < data.Length && data[i] is '+' or '-') i++;
            if (Digits(data, ref i) == 0) return false;
        }

        at = SkipSeparator(data, i);
        return true;
    }

    private static int Digits(string data, ref int at)
    {
        var from = at;
        while (at < data.Length && char.IsAsciiDigit(data[at])) at++;
        return at - from;
    }

    private static int SkipSpace(string data, int at)
    {
        while (at < data.Length && data[at] is ' ' or '\t' or '\n' or '\r' or '\f') at++;
        return at;
    }

    /// <summary>White space, and among it one comma, after which another number has to stand.</summary>
    private static int SkipSeparator(string data, int at)
    {
        at = SkipSpace(data, at);
        if (at >= data.Length || data[at] != ',') return at;
        var next = SkipSpace(data, at + 1);
        return next < data.Length && IsNumberAt(data, next) ? next : at;
    }
}
