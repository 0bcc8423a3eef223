using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : IQualifications
{
    public Task<Answer> SetSkills(Intent<SetSkills> intent) =>
        AtHome(intent, (technician, now) => QualificationRules.SetSkills(technician, intent.Body.Skills));

    public async Task<Answer> PassTraining(Intent<PassTraining> intent)
    {
        var home = await Home();
        return await AtHome(intent, (technician, now) => QualificationRules.PassTraining(technician, intent.Body, home!.Calendar.LocalDay(now)));
    }

    public async Task<Answer> RecordCertificate(Intent<RecordCertificate> intent)
    {
        var home = await Home();
        var days = home is null ? [] : (await policies.At(home.Id)).Get(TechnicianPolicies.CertificateNotices);
        return await AtHome(intent, (technician, now) => QualificationRules.Record(technician, intent.Body, days, home!.Calendar, now));
    }

    public Task<Answer> WithdrawCertificate(Intent<WithdrawCertificate> intent) =>
        AtHome(intent, (technician, now) => QualificationRules.Withdraw(technician, intent.Body, now));
}
