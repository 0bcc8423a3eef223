using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Catalogue.Rules;

/// <summary>A model of the company's catalogue: what it is made of, how long it is under warranty, how it is looked after.</summary>
[GenerateSerializer, Immutable, Alias("ProductModel")]
public sealed record ProductModel : IRecordState<ProductModel>
{
    public static string Kind => "product_model";

    /// <summary><c>m-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>As it was written when the model was registered; never changed, since the key follows from it.</summary>
    [Id(1)]
    public string Code { get; init; } = "";

    [Id(2)]
    public ModelDetails Details { get; init; } = new(LocalText.None, "", [], [], [], [], LocalText.None);

    [Id(3)]
    public ImmutableList<Promotion> Promotions { get; init; } = [];

    /// <summary>The highest number a promotion of this model ever bore.</summary>
    [Id(4)]
    public int LastPromotion { get; init; }

    /// <summary>Not sold any more; the units at customers' are served as before.</summary>
    [Id(5)]
    public bool IsArchived { get; init; }

    /// <summary>Counts the changes of terms: what was reckoned with an older one is reckoned anew.</summary>
    [Id(6)]
    public int TermsVersion { get; init; }

    /// <summary>Its documents as files: manuals, drawings, certificates of conformity.</summary>
    [Id(7)]
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>The catalogue is headquarters': it alone changes it.</summary>
    public string BranchId => Assignment.Headquarters;

    public DateTimeOffset? NextDue => null;

    public static ProductModel Apply(ProductModel? state, Event happened) => happened switch
    {
        ModelRegistered e => new ProductModel { Id = e.Id, Code = e.Code, Details = e.Details, TermsVersion = 1 },
        ModelAmended e => state! with
        {
            Details = e.Details,
            TermsVersion = state.TermsVersion + (e.Details.Terms.SequenceEqual(state.Details.Terms) ? 0 : 1),
        },
        PromotionAnnounced e => state! with
        {
            Promotions = state.Promotions.Add(e.Promotion), LastPromotion = e.Promotion.Number, TermsVersion = state.TermsVersion + 1,
        },
        PromotionEnded e => state! with
        {
            Promotions = e.LastSalesDay < state.Promotion(e.Number)!.SalesFrom
                ? state.Promotions.Remove(state.Promotion(e.Number)!)
                : state.Promotions.Replace(state.Promotion(e.Number)!, state.Promotion(e.Number)! with { SalesTo = e.LastSalesDay }),
            TermsVersion = state.TermsVersion + 1,
        },
        ModelArchived => state! with { IsArchived = true },
        ModelRestored => state! with { IsArchived = false },
        _ => state! with { Attachments = state.Attachments.Apply(happened) },
    };

    public Promotion? Promotion(int number) => Promotions.Find(promotion => promotion.Number == number);
}

public sealed record ModelRegistered(string Id, string Code, ModelDetails Details) : Event;

public sealed record ModelAmended(ModelDetails Details) : Event;

public sealed record PromotionAnnounced(Promotion Promotion) : Event;

/// <summary>Its last day of sale was brought forward; before its first it is withdrawn.</summary>
public sealed record PromotionEnded(int Number, DateOnly LastSalesDay) : Event;

public sealed record ModelArchived : Event;

public sealed record ModelRestored : Event;

/// <summary>A term changed: the service staff of every branch is told at once (S1 P1 5.2).</summary>
/// <param name="DueAt">By then it is to be confirmed as read.</param>
/// <param name="What">Codes, names, days and figures: they read alike in every language.</param>
public sealed record ServiceStaffTold(ImmutableList<string> Branches, DateTimeOffset DueAt, [property: Words] string What) : Event;
