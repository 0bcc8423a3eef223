using System.Collections.Immutable;
using AfterSales.Files.Rules;

namespace AfterSales.Catalogue.Rules;

/// <summary>A part of a model.</summary>
/// <param name="Code">Names it for good, within its model.</param>
/// <param name="IsConsumable">Wears or is used up by normal use: the work is done and charged even while the warranty runs (S2 C 四).</param>
/// <param name="Supplier">Whose part it is; a fault of the material is theirs to serve (S3 ⑹-4 一3).</param>
[GenerateSerializer, Immutable, Alias("ModelPart")]
public sealed record ModelPart(
    [property: Id(0)] string Code, [property: Id(1)] LocalText Name, [property: Id(2)] bool IsConsumable, [property: Id(3)] string? Supplier);

public enum ModelDocumentKind
{
    Manual,
    Drawing,
    PartsList,
    InstallationGuide,
    Certificate,
    Other,
}

/// <summary>A document that belongs to the model (S1 P1 7).</summary>
/// <param name="File">The key of a file that hangs on the model, or its address where it is kept elsewhere.</param>
/// <param name="Language">BCP 47; null: without words, such as a drawing.</param>
/// <param name="Edition">Such as <c>3.1</c> or <c>2026-02</c>.</param>
[GenerateSerializer, Immutable, Alias("ModelDocument")]
public sealed record ModelDocument(
    [property: Id(0)] ModelDocumentKind Kind,
    [property: Id(1)] string Title,
    [property: Id(2)] string File,
    [property: Id(3)] string? Language = null,
    [property: Id(4)] string? Edition = null)
{
    /// <summary>It is one of the files that hang on the model, not an address.</summary>
    public bool IsUploaded => File.StartsWith(StoredFile.KeyPrefix, StringComparison.Ordinal);
}

/// <summary>What the catalogue says of a model.</summary>
/// <param name="ProductLine">A short word in small letters, such as <c>cooling</c>; promises and plans are chosen by it.</param>
/// <param name="Skill">The code of the work that serving it needs, where the assessment says nothing else; null: none in particular.</param>
/// <param name="ReturnRules">In force for this model, to be read before buying (S0 P5 I.4); empty: the company's own hold.</param>
[GenerateSerializer, Immutable, Alias("ModelDetails")]
public sealed record ModelDetails(
    [property: Id(0)] LocalText Name,
    [property: Id(1)] string ProductLine,
    [property: Id(2)] ImmutableList<ModelPart> Parts,
    [property: Id(3)] ImmutableList<WarrantyTerm> Terms,
    [property: Id(4)] ImmutableList<ModelInspection> Inspections,
    [property: Id(5)] ImmutableList<ModelDocument> Documents,
    [property: Id(6)] LocalText ReturnRules,
    [property: Id(7)] string? Skill = null)
{
    /// <summary>The part that people call by this code, or by its name in one of the languages.</summary>
    public ModelPart? FindPart(string words)
    {
        var said = words.Trim();
        return Parts.Find(part => ModelCode.AreSame(part.Code, said)) ?? Parts.Find(part => part.Name.Is(said));
    }

    public bool Equals(ModelDetails? other) => other is not null && (Name, ProductLine, ReturnRules, Skill) == (other.Name, other.ProductLine, other.ReturnRules, other.Skill)
        && Parts.SequenceEqual(other.Parts) && Terms.SequenceEqual(other.Terms) && Inspections.SequenceEqual(other.Inspections)
        && Documents.SequenceEqual(other.Documents);

    public override int GetHashCode() => HashCode.Combine(Name, ProductLine, Parts.Count, Terms.Count);
}
