using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace AfterSales.Api.Engine;

/// <summary>A scalar that travels as text; what it cannot read is refused with its own code instead of a general "wrong type".</summary>
internal abstract class TextScalar<T> : ScalarGraphType where T : struct
{
    private readonly string refusal;

    protected TextScalar(string name, string refusal, string description) => (Name, this.refusal, Description) = (name, refusal, description);

    protected abstract bool TryRead(string text, out T value);

    protected abstract string Write(T value);

    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLStringValue or GraphQLNullValue;

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Read((string)text.Value),
        _ => ThrowLiteralConversionError(value),
    };

    public override bool CanParseValue(object? value) => value is string or null;

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Read(text),
        T typed => typed,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T typed => Write(typed),
        _ => ThrowSerializationError(value),
    };

    private T Read(string text) => TryRead(text, out var value) ? value : throw new RequestException(refusal, ("Value", text.Length > 100 ? text[..100] : text));
}

internal sealed class DateTimeScalar() : TextScalar<DateTimeOffset>(
    "DateTime", "DATE_TIME_INVALID", "An instant in ISO 8601. Answers are in UTC, to the millisecond; an input must carry `Z` or an offset.")
{
    private static readonly string[] Formats =
        [.. from seconds in (string[])["", ":ss", ":ss.FFFFFFF"] select "yyyy-MM-dd'T'HH:mm" + seconds + "zzz", .. from seconds in (string[])["", ":ss", ":ss.FFFFFFF"] select "yyyy-MM-dd'T'HH:mm" + seconds + "'Z'"];

    protected override bool TryRead(string text, out DateTimeOffset value)
    {
        var read = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
        if (read) value = value.ToUniversalTime();
        return read;
    }

    protected override string Write(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

internal sealed class LocalDateScalar() : TextScalar<DateOnly>("LocalDate", "LOCAL_DATE_INVALID", "A date without a time zone, such as 2026-03-01.")
{
    protected override bool TryRead(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class LocalTimeScalar() : TextScalar<TimeOnly>("LocalTime", "LOCAL_TIME_INVALID", "A time of day without a time zone, to the minute, such as 08:30.")
{
    protected override bool TryRead(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Write(TimeOnly value) => value.ToString("HH:mm", CultureInfo.InvariantCulture);
}
