using System.Collections.Concurrent;
using System.Text.Json;

namespace AfterSales.Records;

/// <summary>
/// An expected no: a value with the facts that explain it. Its type's name is its code (<c>TechnicianBusy</c> → <c>TECHNICIAN_BUSY</c>);
/// it becomes a typed error of the schema (<c>TechnicianBusyError</c>) and is worded in the caller's language only there.
/// </summary>
[GenerateSerializer, Immutable]
public abstract record Refusal
{
    private static readonly ConcurrentDictionary<Type, string> Codes = new();

    public string Code => CodeOf(GetType());

    public static string CodeOf(Type refusal) =>
        Codes.GetOrAdd(refusal, static type => JsonNamingPolicy.SnakeCaseUpper.ConvertName(type.Name));
}
