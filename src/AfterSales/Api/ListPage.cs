using System.Text.Json;
using AfterSales.Api.Wording;
using AfterSales.Records;

namespace AfterSales.Api;

/// <summary>Reads a list of the schema to its end, page by page, with the rights of a caller: what an export is made from.</summary>
public interface IListPages
{
    /// <summary>The lists that the caller may ask for, in the order of the alphabet.</summary>
    IReadOnlyList<string> Lists(Access.Caller caller);

    /// <summary>The columns of a list that the caller may ask for, as paths of fields; null where there is no such list.</summary>
    /// <param name="asked">Paths such as <c>customer.name</c>; null: all plain fields. Paths that do not exist are left out.</param>
    IReadOnlyList<string>? Columns(string list, IReadOnlyList<string>? asked, Access.Caller caller);

    /// <summary>What a list takes to be narrowed or ordered, such as <c>where</c>; empty where there is no such list.</summary>
    IReadOnlyList<string> Arguments(string list);

    /// <summary>The first thing that is wrong with what a list is given by name; null where the list takes it.</summary>
    InputIssue? IssueOf(string list, IReadOnlyDictionary<string, JsonElement> arguments);

    /// <summary>The pages, each a list of rows with a cell for each column. Throws <see cref="ListRefusedException"/> where the API refuses.</summary>
    /// <param name="arguments">By name, as the list's field takes them; several plain values divided by commas.</param>
    /// <param name="form">Null: as the API gives them, for programs.</param>
    IAsyncEnumerable<IReadOnlyList<string[]>> Read(
        string list, IReadOnlyList<string> columns, IReadOnlyDictionary<string, JsonElement> arguments, Access.Caller caller, ReaderForm? form, CancellationToken cancellation);
}

/// <summary>The API's answer was an error.</summary>
/// <param name="message">In the caller's language.</param>
public sealed class ListRefusedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
