using AfterSales.Catalogue.Rules;
using AfterSales.Files;
using AfterSales.Records;

namespace AfterSales.Catalogue;

/// <summary>A model of the catalogue, by its key <c>m-…</c>. Headquarters keeps it; everybody may read it.</summary>
[Alias("IModelGrain")]
public interface IModelGrain : IRecord<ProductModel>, IAttachments
{
    const string Prefix = "m-";

    /// <summary>The key follows from the code, however it is typed, so that a code is given once.</summary>
    static string KeyOf(string code) => RecordKey.Derived(Prefix, ModelCode.Normalise(code));

    /// <summary>Refused: InputInvalid, AlreadyExists (the code is taken), SkillUnknown.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterModel> intent);

    /// <summary>Takes the place of the details. Refused: InputInvalid, NotFound, TermAlreadyPromised, SkillUnknown.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<ModelDetails> intent);

    /// <summary>Another term for what is sold within dates (S1 P1 5.2). Refused: InputInvalid, NotFound, PromotionBelowLegalMinimum, TermAlreadyPromised.</summary>
    [Alias("Announce")]
    Task<Answer> Announce(Intent<Promotion> intent);

    /// <summary>Brings a promotion's last day of sale forward. Refused: InputInvalid, NotFound.</summary>
    [Alias("EndPromotion")]
    Task<Answer> EndPromotion(Intent<EndPromotion> intent);

    /// <summary>The model is not sold any more. Once more changes nothing.</summary>
    [Alias("Archive")]
    Task<Answer> Archive(Intent<ArchiveModel> intent);

    /// <summary>It is sold again.</summary>
    [Alias("Restore")]
    Task<Answer> Restore(Intent<RestoreModel> intent);
}

[GenerateSerializer, Immutable, Alias("RegisterModel")]
public sealed record RegisterModel([property: Id(0)] string Code, [property: Id(1)] ModelDetails Details);

/// <param name="LastSalesDay">Included; the day before the promotion's first withdraws it.</param>
[GenerateSerializer, Immutable, Alias("EndPromotion")]
public sealed record EndPromotion([property: Id(0)] int Number, [property: Id(1)] DateOnly LastSalesDay);

[GenerateSerializer, Immutable, Alias("ArchiveModel")]
public sealed record ArchiveModel;

[GenerateSerializer, Immutable, Alias("RestoreModel")]
public sealed record RestoreModel;
