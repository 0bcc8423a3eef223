using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Absences;

[Table("account_absences"), Projected("account_absences")]
public sealed record AccountAbsencesRow : IScoped
{
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string Account { get; init; } = "";

    public int Version { get; init; }

    public int Shape { get; init; }

    public static AccountAbsencesRow Of(AccountAbsences absences, RowStamp stamp) => new()
    {
        Id = absences.Id, BranchId = absences.BranchId, Account = absences.Account, Version = stamp.Version, Shape = stamp.Shape,
    };
}

[Table("absence"), Projected("account_absences")]
public sealed record AbsenceRow : IScoped
{
    /// <summary>The key of the account's absences, a slash and the absence's number.</summary>
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string Account { get; init; } = "";

    public DateOnly FromDay { get; init; }

    public DateOnly UntilDay { get; init; }

    /// <summary>Includes this instant.</summary>
    [Sorted]
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    [Filtered]
    public DateTimeOffset EndsAt { get; init; }

    [Filtered]
    public string Substitute { get; init; } = "";

    public string NamedBy { get; init; } = "";

    public static AbsenceRow Of(AccountAbsences absences, Absence absence) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{absences.Id}/{absence.Number}"),
        BranchId = absences.BranchId,
        Account = absences.Account,
        FromDay = absence.From,
        UntilDay = absence.Until,
        StartsAt = absence.StartsAt,
        EndsAt = absence.EndsAt,
        Substitute = absence.Substitute,
        NamedBy = absence.NamedBy,
    };
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<AccountAbsencesRow>, IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AccountAbsencesRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<AbsenceRow> builder) => builder.HasKey(row => row.Id);
}
