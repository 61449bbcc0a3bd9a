import { Button, FileInput, Group, Modal, Progress, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUploadDataset } from '@/api/datasets';
import { ApiError } from '@/api/http';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { datasetAddress } from './datasetAddress';
import { mentionsEncoding, rankEncodings } from './encodings';
import { texts } from './texts';

export function UploadDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={texts.upload} lockScroll={false}>
      {/* Closing forgets the form: it is made anew at the next opening. */}
      {opened && <UploadForm />}
    </Modal>
  );
}

function UploadForm() {
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [format, setFormat] = useState('text');
  const [encoding, setEncoding] = useState<string | null>(null);
  const [sent, setSent] = useState(0);
  const upload = useUploadDataset();
  const navigate = useNavigate();
  const problem = upload.error instanceof ApiError ? upload.error.problem : null;
  const askEncoding = encoding !== null || mentionsEncoding(problem);

  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (!file) return;
    setSent(0);
    upload.mutate(
      { file, name, encoding, format, onProgress: setSent },
      { onSuccess: (dataset) => void navigate(datasetAddress(dataset)) },
    );
  };
  const choose = (chosen: File | null) => {
    upload.reset();
    setEncoding(null);
    setFile(chosen);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FileInput
          label={texts.file}
          description={texts.fileHint}
          placeholder={texts.chooseFile}
          accept="text/*,.txt,.md,.csv,.json,.xml"
          required
          value={file}
          onChange={choose}
        />
        <Select
          label={texts.format}
          allowDeselect={false}
          data={Object.entries(texts.formats).map(([value, label]) => ({ value, label }))}
          value={format}
          onChange={(value) => value && setFormat(value)}
        />
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          placeholder={file ? file.name.replace(/\.[^.]+$/, '') : texts.nameOfFile}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ProblemNotice error={upload.error} />
        {askEncoding && (
          <Select
            label={texts.encoding}
            description={texts.encodingHint}
            placeholder={texts.chooseEncoding}
            data={rankEncodings(problem)}
            value={encoding}
            onChange={setEncoding}
          />
        )}
        {upload.isPending && (
          <div role="status">
            <Progress value={100 * sent} aria-label={texts.sentBar} mb={4} />
            {sent < 1 ? texts.sent(Math.floor(100 * sent)) : texts.reading}
          </div>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!file} loading={upload.isPending}>
            {upload.isError ? texts.again : texts.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
