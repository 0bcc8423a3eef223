using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml;

namespace AfterSales.Files;

/// <summary>An SVG in which paths are drawn and nothing else stands: what is not named here is not allowed.</summary>
public static partial class SvgDrawing
{
    private const string Svg = "http://www.w3.org/2000/svg";

    private const int Deepest = 8;

    private static readonly FrozenDictionary<string, Func<string, bool>> OfAll = new Dictionary<string, Func<string, bool>>
    {
        ["fill"] = Colour().IsMatch,
        ["stroke"] = Colour().IsMatch,
        ["stroke-width"] = Length().IsMatch,
        ["stroke-linecap"] = Word().IsMatch,
        ["stroke-linejoin"] = Word().IsMatch,
        ["stroke-miterlimit"] = Length().IsMatch,
        ["stroke-opacity"] = Length().IsMatch,
        ["fill-opacity"] = Length().IsMatch,
        ["fill-rule"] = Word().IsMatch,
        ["opacity"] = Length().IsMatch,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FrozenDictionary<string, Func<string, bool>>> Elements =
        new Dictionary<string, FrozenDictionary<string, Func<string, bool>>>
        {
            ["svg"] = With(("version", Length().IsMatch), ("viewBox", Box().IsMatch), ("width", Length().IsMatch), ("height", Length().IsMatch), ("preserveAspectRatio", Words().IsMatch)),
            ["g"] = OfAll,
            ["path"] = With(("d", PathData.IsDrawn)),
        }.ToFrozenDictionary();

    public static bool IsOne(byte[] content)
    {
        // No document type, and so no entities; nothing is fetched.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), settings);
            var isDrawn = false;
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.EndElement or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) continue;
                if (reader.NodeType != XmlNodeType.Element || !IsAllowed(reader)) return false;
                isDrawn |= reader.LocalName == "path";
            }

            return isDrawn;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsAllowed(XmlReader reader)
    {
        var (element, depth) = (reader.LocalName, reader.Depth);
        if (reader.NamespaceURI != Svg || depth > Deepest || (element == "svg") != (depth == 0) || !Elements.TryGetValue(element, out var known)) return false;
        var hasPath = false;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns") continue;
            if (reader.Prefix.Length > 0 || !known.TryGetValue(reader.LocalName, out var isRight) || !isRight(reader.Value)) return false;
            hasPath |= reader.LocalName == "d";
        }

        reader.MoveToElement();
        return element != "path" || hasPath;
    }

    private static FrozenDictionary<string, Func<string, bool>> With(params (string Name, Func<string, bool> IsRight)[] own) =>
        OfAll.Concat(own.Select(one => KeyValuePair.Create(one.Name, one.IsRight))).ToFrozenDictionary();

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,24}|rgb\( ?[0-9]{1,3}%?( ?, ?[0-9]{1,3}%?){2} ?\))\z")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^[0-9]{0,6}(\.[0-9]{1,12})?(px|pt|mm|cm|in|em|%)?\z")]
    private static partial Regex Length();

    [GeneratedRegex(@"^-?[0-9]{1,6}(\.[0-9]{1,12})?([ ,]{1,3}-?[0-9]{1,6}(\.[0-9]{1,12})?){3}\z")]
    private static partial Regex Box();

    [GeneratedRegex(@"^[a-z-]{1,20}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[a-zA-Z ]{1,40}\z")]
    private static partial Regex Words();
}
