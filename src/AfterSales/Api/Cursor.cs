using System.Buffers.Text;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace AfterSales.Api;

/// <summary>
/// A place in an ordered list: the row's values of the ordering columns, bound to that order. It is opaque to clients, and a value it carries can
/// only narrow the caller's own list, so it needs no signature.
/// </summary>
internal static class Cursor
{
    public static string Of(object row, IReadOnlyList<(PropertyInfo Column, bool Descending)> order)
    {
        object?[] parts = [NameOf(order), .. order.Select(o => o.Column.GetValue(row))];
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    public static object?[] Read(string cursor, IReadOnlyList<(PropertyInfo Column, bool Descending)> order)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)) ?? [];
            if (parts.Length != order.Count + 1 || parts[0].GetString() != NameOf(order)) throw Foreign();
            return [.. order.Select((o, i) => ValueOf(parts[i + 1], o.Column))];
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw Foreign();
        }
    }

    private static object? ValueOf(JsonElement part, PropertyInfo column)
    {
        var value = part.Deserialize(column.PropertyType);
        return value switch
        {
            null when !column.MayBeNull() => throw Foreign(),
            string text when !InputText.IsClean(text) => throw Foreign(),
            DateTimeOffset instant => instant.ToUniversalTime(),
            _ => value,
        };
    }

    private static string NameOf(IReadOnlyList<(PropertyInfo Column, bool Descending)> order)
    {
        var name = new StringBuilder();
        foreach (var (column, descending) in order) name.Append(descending ? '-' : '+').Append(column.Name);
        return name.ToString();
    }

    private static RequestException Foreign() => new("PAGING_CURSOR");
}
