using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>A warranty card, or a project's warranty agreement, as it was handed out (S3 ⑹-1 二3, S0 P4 二6(1)).</summary>
/// <param name="IssuedOn">A day at the branch.</param>
[GenerateSerializer, Immutable, Alias("IssuedPaper")]
public sealed record IssuedPaper([property: Id(0)] string Number, [property: Id(1)] DateOnly IssuedOn);

/// <summary>The two papers that are owed to whoever bought something (S3 ⑹-1 二3, S0 P4 二6(1)).</summary>
public enum PaperKind
{
    WarrantyCard,

    /// <summary>Of what an installation project delivered.</summary>
    WarrantyAgreement,
}

/// <summary>A paper that somebody was asked to hand out.</summary>
/// <param name="Number">Counts what was owed of this unit, from 1.</param>
/// <param name="DueOn">The last day for it, at the branch.</param>
/// <param name="BranchId">Whose staff was asked.</param>
[GenerateSerializer, Immutable, Alias("OwedPaper")]
public sealed record OwedPaper(
    [property: Id(0)] PaperKind Kind, [property: Id(1)] int Number, [property: Id(2)] DateOnly DueOn, [property: Id(3)] string BranchId);

/// <summary>Whose a unit was, and where, before it was moved.</summary>
/// <param name="AddressId">Of the customer's addresses; null: the one technicians usually go to.</param>
/// <param name="Until">The day it was moved away.</param>
[GenerateSerializer, Immutable, Alias("Placement")]
public sealed record Placement(
    [property: Id(0)] string CustomerId, [property: Id(1)] string BranchId, [property: Id(2)] string? AddressId, [property: Id(3)] DateOnly Until);

public enum RetirementReason
{
    Scrapped,

    /// <summary>Another unit took its place.</summary>
    Replaced,

    /// <summary>Taken back and refunded.</summary>
    Returned,
    Lost,

    /// <summary>The customer had it, and we do not follow it any more.</summary>
    NotFollowed,
}

/// <param name="ReplacedBy">The unit that took its place, where one did.</param>
[GenerateSerializer, Immutable, Alias("Retirement")]
public sealed record Retirement(
    [property: Id(0)] DateOnly On, [property: Id(1)] RetirementReason Reason, [property: Id(2)] string? ReplacedBy = null);

/// <summary>An authority found that a part failed abnormally early: after the warranty it is repaired free all the same (S3 ⑹-1 四).</summary>
/// <param name="Number">Counts the unit's judgements from 1.</param>
/// <param name="Part">The part's code or name.</param>
/// <param name="Authority">Who judged.</param>
[GenerateSerializer, Immutable, Alias("Judgement")]
public sealed record Judgement(
    [property: Id(0)] int Number,
    [property: Id(1)] string Part,
    [property: Id(2)] string Authority,
    [property: Id(3)] DateOnly FaultOn,
    [property: Id(4)] DateOnly JudgedOn);

/// <summary>The warranty of the unit as a whole, as it was last reckoned; lists are made by it.</summary>
/// <param name="Until">Its last day; both are null where no day is known from which it runs.</param>
/// <param name="TermsVersion">The catalogue's terms it was reckoned with; 0: the catalogue did not know the model.</param>
/// <param name="GeneralMonths">The company's general term it was reckoned with, a project's where it is of one; -1: not reckoned yet.</param>
/// <param name="LegalMinimumMonths">The branch's legal minimum it was reckoned with.</param>
[GenerateSerializer, Immutable, Alias("ReckonedWarranty")]
public sealed record ReckonedWarranty(
    [property: Id(0)] DateOnly? From = null, [property: Id(1)] DateOnly? Until = null, [property: Id(2)] int TermsVersion = 0,
    [property: Id(3)] int GeneralMonths = -1, [property: Id(4)] int LegalMinimumMonths = 0);

/// <param name="Until">The last day, at the branch.</param>
[GenerateSerializer, Immutable, Alias("ContractCover")]
public sealed record ContractCover([property: Id(0)] string ContractId, [property: Id(1)] DateOnly Until);

/// <summary>A product at a customer's.</summary>
[GenerateSerializer, Immutable, Alias("InstalledProduct")]
public sealed record InstalledProduct : IRecordState<InstalledProduct>
{
    public static string Kind => "installed_product";

    /// <summary><c>ip-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch that keeps the customer's file.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public ProductDetails Details { get; init; } = ProductDetails.Unknown;

    /// <summary>Of the customer's addresses; null: the one technicians usually go to.</summary>
    [Id(4)]
    public string? AddressId { get; init; }

    /// <summary>A day at the branch; null in what was stored before it was kept.</summary>
    [Id(5)]
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Null until it is issued.</summary>
    [Id(6)]
    public IssuedPaper? Card { get; init; }

    /// <summary>A project's; null until it is signed.</summary>
    [Id(7)]
    public IssuedPaper? Agreement { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(8)]
    public ImmutableList<Placement> EarlierPlacements { get; init; } = [];

    /// <summary>Null while it is in use.</summary>
    [Id(9)]
    public Retirement? Retirement { get; init; }

    [Id(10)]
    public ImmutableList<Judgement> Judgements { get; init; } = [];

    [Id(11)]
    public ReckonedWarranty Warranty { get; init; } = new();

    /// <summary>The papers that somebody was asked for and has not handed out yet.</summary>
    [Id(12)]
    public ImmutableList<OwedPaper> Owed { get; init; } = [];

    /// <summary>The highest number a paper of this unit was ever owed under.</summary>
    [Id(13)]
    public int LastOwed { get; init; }

    [Id(14)]
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>When somebody is to offer a contract, because the warranty ends; null while none is owed.</summary>
    [Id(15)]
    public DateTimeOffset? OfferAt { get; init; }

    /// <summary>The end of the warranty for which a contract was offered last.</summary>
    [Id(16)]
    public DateOnly? OfferedFor { get; init; }

    /// <summary>The contracts that cover or covered it, each with its last day as it was told last.</summary>
    [Id(17)]
    public ImmutableList<ContractCover> Covers { get; init; } = [];

    public DateTimeOffset? NextDue => OfferAt;

    public static InstalledProduct Apply(InstalledProduct? state, Event happened) => happened switch
    {
        ProductRegistered e => new InstalledProduct
        {
            Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, Details = e.Details, AddressId = e.AddressId, RegisteredOn = e.Day,
        },
        ProductAmended e => state! with { Details = e.Details },
        ProductMoved e => state! with
        {
            CustomerId = e.CustomerId,
            BranchId = e.BranchId,
            AddressId = e.AddressId,
            EarlierPlacements = state.EarlierPlacements.Add(new Placement(state.CustomerId, state.BranchId, state.AddressId, e.Day)),
        },
        WarrantyCardIssued e => state! with { Card = new IssuedPaper(e.Number, e.IssuedOn) },
        WarrantyAgreementIssued e => state! with { Agreement = new IssuedPaper(e.Number, e.IssuedOn) },
        ProductRetired e => state! with { Retirement = new Retirement(e.On, e.Reason, e.ReplacedBy) },
        ProductReinstated => state! with { Retirement = null },
        FaultJudged e => state! with { Judgements = state.Judgements.Add(new Judgement(e.Number, e.Part, e.Authority, e.FaultOn, e.JudgedOn)) },
        PaperOwed e => state! with { Owed = state.Owed.Add(e.Paper), LastOwed = e.Paper.Number },
        PaperNotOwed e => state! with { Owed = state.Owed.RemoveAll(paper => paper.Number == e.Number) },
        // The tasks that ask for the papers go along by themselves.
        HandedOver e => state! with { BranchId = e.ToBranchId, Owed = state.Owed.ConvertAll(paper => paper with { BranchId = e.ToBranchId }) },
        WarrantyReckoned e => state! with { Warranty = e.Warranty },
        ProductCovered e => state! with { Covers = state.Covers.RemoveAll(cover => cover.ContractId == e.Cover.ContractId).Add(e.Cover) },
        OfferPlanned e => state! with { OfferAt = e.At },
        ContractOfferOwed e => state! with { OfferAt = null, OfferedFor = e.WarrantyUntil },
        _ => state! with { Attachments = state.Attachments.Apply(happened) },
    };
}
