using System.ComponentModel.DataAnnotations;

namespace AfterSales.Api;

/// <summary>The limits of the API (section <c>Api</c>). What goes beyond one is refused with a code, and the answer says what the limit is.</summary>
public sealed class GraphQLApiOptions
{
    public const string Section = "Api";

    /// <summary>How deep fields may be nested.</summary>
    [Range(1, 60)]
    public int MaxDepth { get; set; } = 12;

    /// <summary>How much one operation may ask for: each field counts one, times the page sizes around it.</summary>
    [Range(1, 1_000_000)]
    public int MaxComplexity { get; set; } = 5_000;

    /// <summary>The largest <c>first</c> or <c>last</c>; a list may allow less.</summary>
    [Range(1, 1_000)]
    public int MaxPageSize { get; set; } = 100;

    [Range(1_000, 100_000_000)]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>How many fields, aliases included, a document may name.</summary>
    [Range(1, 10_000)]
    public int MaxFields { get; set; } = 500;

    /// <summary>How many arguments, values, variables and directives a document may hold. Some are held against each other before anything else is looked at.</summary>
    [Range(1, 100_000)]
    public int MaxParts { get; set; } = 5_000;

    /// <summary>How many mutations one request may carry.</summary>
    [Range(1, 100)]
    public int MaxMutations { get; set; } = 20;

    /// <summary>How long a query or mutation may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>May clients ask for the schema itself.</summary>
    public bool Introspection { get; set; }

    /// <summary>A folder of <c>.graphql</c> files that clients may ask for by <c>documentId</c>.</summary>
    public string? DocumentsFolder { get; set; }

    /// <summary>Are only documents answered that were handed in beforehand.</summary>
    public bool PersistedDocumentsOnly { get; set; }

    /// <summary>Requests a minute from one account, or from one address where nobody is logged in; 0 means no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>How many mutations may be at work at once at one host; more are refused with <c>OVERLOADED</c> and nothing of them is done.</summary>
    [Range(1, 100_000)]
    public int MutationsAtOnce { get; set; } = 200;

    /// <summary>The same of queries.</summary>
    [Range(1, 100_000)]
    public int QueriesAtOnce { get; set; } = 400;

    /// <summary>How many messages may wait for a slow WebSocket client before it is disconnected.</summary>
    [Range(1, 100_000)]
    public int SocketQueue { get; set; } = 256;

    /// <summary>How many operations may run on one WebSocket at a time.</summary>
    [Range(1, 10_000)]
    public int SocketOperations { get; set; } = 50;

    /// <summary>A WebSocket is closed after this time, so that its client logs in anew and lost rights end.</summary>
    [Range(1, 1_440)]
    public int SocketMinutes { get; set; } = 60;
}
