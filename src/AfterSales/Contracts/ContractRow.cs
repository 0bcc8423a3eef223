using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contracts.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Contracts;

[Table("contract"), Projected("contract")]
public sealed record ContractRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string Number { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    [Filtered]
    public ContractState State { get; init; }

    /// <summary>The first day of all.</summary>
    public DateOnly FromDay { get; init; }

    /// <summary>The last day of the running term, or the day before it was cancelled.</summary>
    [Filtered, Sorted]
    public DateOnly EndsOn { get; init; }

    /// <summary>Of the running term, in the currency's smallest unit.</summary>
    public long PriceMinor { get; init; }

    public string Currency { get; init; } = "";

    [Filtered]
    public string? RenewedBy { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static ContractRow Of(Contract contract, RowStamp stamp) => new()
    {
        Id = contract.Id,
        Number = contract.Number,
        BranchId = contract.BranchId,
        CustomerId = contract.CustomerId,
        State = contract.State,
        FromDay = contract.Terms[0].From,
        EndsOn = contract.EndsOn,
        PriceMinor = contract.Term.PriceMinor,
        Currency = contract.Currency,
        RenewedBy = contract.Details.RenewedBy,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

/// <summary>A product under contract: what a ticket's category is looked up in.</summary>
[Table("contract_product"), Projected("contract")]
public sealed record ContractProductRow : IScoped
{
    /// <summary>Contract and product, divided by a slash.</summary>
    public string Id { get; init; } = "";

    public string ContractId { get; init; } = "";

    public string ProductId { get; init; } = "";

    public string BranchId { get; init; } = "";

    public DateOnly FromDay { get; init; }

    /// <summary>The contract's last day, or that on which the product left it.</summary>
    public DateOnly EndsOn { get; init; }

    public static ContractProductRow Of(Contract contract, Coverage coverage) => new()
    {
        Id = $"{contract.Id}/{coverage.ProductId}",
        ContractId = contract.Id,
        ProductId = coverage.ProductId,
        BranchId = contract.BranchId,
        FromDay = coverage.From,
        EndsOn = coverage.Until < contract.EndsOn ? coverage.Until.Value : contract.EndsOn,
    };
}

/// <summary>What became of a term of a contract.</summary>
public enum TermOutcome
{
    Open,
    Renewed,
    Lapsed,
    Cancelled,
}

/// <summary>A term of a contract: what the renewal rate is counted from.</summary>
[Table("contract_term"), Projected("contract")]
public sealed record ContractTermRow : IScoped, IRolledUp
{
    /// <summary>Contract and the term's number from 1, divided by a slash.</summary>
    public string Id { get; init; } = "";

    public string ContractId { get; init; } = "";

    public string BranchId { get; init; } = "";

    public DateOnly FromDay { get; init; }

    public DateOnly EndsOn { get; init; }

    public long PriceMinor { get; init; }

    public TermOutcome Outcome { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [EndsOn];

    public static ContractTermRow Of(Contract contract, int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{contract.Id}/{index + 1}"),
        ContractId = contract.Id,
        BranchId = contract.BranchId,
        FromDay = contract.Terms[index].From,
        EndsOn = contract.Terms[index].To,
        PriceMinor = contract.Terms[index].PriceMinor,
        Outcome = index < contract.Terms.Count - 1 ? TermOutcome.Renewed : contract.State switch
        {
            ContractState.Lapsed => TermOutcome.Lapsed,
            ContractState.Cancelled => TermOutcome.Cancelled,
            _ => TermOutcome.Open,
        },
    };
}

internal sealed class ContractMapping
    : IEntityTypeConfiguration<ContractRow>, IEntityTypeConfiguration<ContractProductRow>, IEntityTypeConfiguration<ContractTermRow>
{
    public void Configure(EntityTypeBuilder<ContractRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<ContractProductRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<ContractTermRow> builder) => builder.HasKey(row => row.Id);
}
