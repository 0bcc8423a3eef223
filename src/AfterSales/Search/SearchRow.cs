using System.ComponentModel.DataAnnotations.Schema;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Search.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Search;

/// <summary>What a record is found by: a row beside its own. A record that is found is a kind of <see cref="SearchKind"/> and projects one.</summary>
[Table("search_entry"), Projected("customer"), Projected("installed_product"), Projected("technician"), Projected("ticket"), Projected("contract"), Projected("project")]
public sealed record SearchRow : IScopedToTechnician
{
    // Marks what the database numbers by itself, in the order of first saving.
    internal const string Seq = "Seq";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The key of the record; behind an <c>@</c> the other branch that finds it too.</summary>
    public string Id { get; init; } = "";

    public SearchKind Kind { get; init; }

    public string BranchId { get; init; } = "";

    /// <summary>Whose job it is, or who it is.</summary>
    public string? TechnicianId { get; init; }

    /// <summary>The customer it belongs to, by whose name and number it is found too; of a merged file the one it leads to.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The installed product it is about, by whose serial number it is found too.</summary>
    public string? ProductId { get; init; }

    public string Title { get; init; } = "";

    public string? Subtitle { get; init; }

    /// <summary>What its names begin with, as a JSON array.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string Names { get; init; } = "[]";

    /// <summary>Digits in each form, as a JSON array.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string Phones { get; init; } = "[]";

    /// <summary>Letters and digits, as a JSON array.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string Codes { get; init; } = "[]";

    /// <summary>All its words, as the trigram index takes them.</summary>
    public string Text { get; init; } = "";

    /// <summary>Found only by who asks for archived ones too.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The digits of its numbers, in each form.</summary>
    internal IReadOnlyList<string> AllPhones => Strings(Phones);

    /// <summary>The key of the row by which another branch finds a record too.</summary>
    internal static string At(string key, string branchId) => $"{key}@{branchId}";

    internal string RecordKey => Id.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? Id[..at] : Id;

    internal SearchEntry Entry => new(Title, Strings(Names), Strings(Phones), Strings(Codes), Text);

    /// <param name="title">What it is called: shown, and found from the beginning of each of its words.</param>
    /// <param name="subtitle">Shown below, and found word by word.</param>
    /// <param name="phones">E.164.</param>
    /// <param name="codes">Serial number, ticket number, reference: found as a whole and by parts.</param>
    /// <param name="names">What else it is called.</param>
    /// <param name="words">What else it is found by, such as addresses.</param>
    public static SearchRow Of(
        SearchKind kind, string id, string branchId, string title, string? subtitle = null, IEnumerable<string>? phones = null,
        IEnumerable<string?>? codes = null, IEnumerable<string?>? names = null, IEnumerable<string?>? words = null, string? technicianId = null, bool isArchived = false,
        string? customerId = null, string? productId = null)
    {
        string[] numbers = [.. (phones ?? []).SelectMany(PhoneForms.Of).Distinct()];
        string[] squashed = [.. Given(codes).Select(FoldedText.Squash).Where(code => code.Length > 0).Distinct()];
        string[] called = [title, .. Given(names)];
        string[] keys = [.. called.SelectMany(NameKeys.Of).Select(key => key.Text).Distinct()];
        var text = IndexedText.Of(
        [
            IndexedText.Mark(branchId), IndexedText.Mark(kind.ToString()),
            .. called.Concat(Given(codes)).Append(subtitle ?? "").Concat(Given(words)).SelectMany(WordsOf),
            .. keys.Where(key => !key.Contains(' ', StringComparison.Ordinal) && !FoldedText.HasChinese(key)), .. squashed, .. numbers,
        ]);
        return new()
        {
            Id = id, Kind = kind, BranchId = branchId, TechnicianId = technicianId, CustomerId = customerId, ProductId = productId, Title = title, Subtitle = subtitle, Names = Json(keys),
            Phones = Json(numbers), Codes = Json(squashed), Text = text, IsArchived = isArchived,
        };
    }

    private static IEnumerable<string> Given(IEnumerable<string?>? texts) => (texts ?? []).OfType<string>();

    /// <summary>The words as they stand, and Chinese ones as they are read too.</summary>
    private static IEnumerable<string> WordsOf(string text) =>
        FoldedText.Words(text).SelectMany(word => FoldedText.HasChinese(word) ? [IndexedText.Word(word), .. Pinyin.Readings(word).Select(syllables => string.Concat(syllables))] : new[] { word });

    private static string Json(string[] texts) => JsonSerializer.Serialize(texts, Readable);

    private static string[] Strings(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}

/// <summary>One of the beginnings an entry is found by; kept by the database itself from the entry's names, phones and codes.</summary>
[Table("search_key")]
public sealed record SearchKeyRow : IScoped
{
    public SearchKind Kind { get; init; }

    public string Key { get; init; } = "";

    public string EntryId { get; init; } = "";

    public string BranchId { get; init; } = "";

    public bool IsArchived { get; init; }
}

internal sealed class SearchMapping : IEntityTypeConfiguration<SearchRow>, IEntityTypeConfiguration<SearchKeyRow>
{
    public void Configure(EntityTypeBuilder<SearchRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Entry);
        builder.Ignore(row => row.AllPhones);
        builder.Ignore(row => row.RecordKey);
        builder.Property<long>(SearchRow.Seq).ValueGeneratedOnAdd();
    }

    public void Configure(EntityTypeBuilder<SearchKeyRow> builder) => builder.HasKey(row => new { row.Kind, row.Key, row.EntryId });
}
